import { auth } from "@/lib/runtime";

async function answer(request: Request): Promise<Response> {
  const doors = await auth();
  return (await doors.answer(request)) ?? new Response(null, { status: 404 });
}

export { answer as GET, answer as POST };
