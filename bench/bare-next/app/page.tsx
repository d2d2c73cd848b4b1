export default function Page() {
  return <h1>Bare page</h1>;
}
