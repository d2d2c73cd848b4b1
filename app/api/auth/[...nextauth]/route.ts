import { auth } from "@/lib/runtime";

async function answer(request: Request): Promise<Response> {
  return (await (await auth()).answer(request)) ?? new Response(null, { status: 404 });
}

export { answer as GET, answer as POST };
