/** 20 kB for Latin; other scripts use the system's fonts, whose web fonts weigh more than the page. */
const FIGTREE = new URL(
  "../node_modules/@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2",
  import.meta.url,
).pathname;

/** Never exchanged for the fallback once that is seen: the page would move. */
const FACE = `@font-face{font-family:figtree;src:url(${FIGTREE})format("woff2");font-display:optional;font-weight:300 900}`;

/**
 * A line that takes over 100 ms there and back would hold up the first paint for the sake of the letters: there they come after the page,
 * for the next one. Whoever counts their data keeps the device's own.
 */
const CHOOSE = `{const u="${FIGTREE}",l=navigator.connection||{};let k;try{k=localStorage.getItem("face")}catch{}if(k===u||!(l.saveData||l.rtt>100)){document.documentElement.classList.add("face");document.head.append(Object.assign(document.createElement("link"),{rel:"preload",as:"font",type:"font/woff2",crossOrigin:"",href:u}))}else if(!l.saveData)addEventListener("load",()=>fetch(u).then(r=>r.ok&&localStorage.setItem("face",u)).catch(()=>{}))}`;

/** Stands in the head of every page; its `html` wants `suppressHydrationWarning`, for the class is the browser's own. */
export function Face() {
  return (
    <>
      <style>{FACE}</style>
      <script>{CHOOSE}</script>
      <noscript>
        <link rel="preload" as="font" type="font/woff2" crossOrigin="" href={FIGTREE} />
        <style>{":root{--face:figtree}"}</style>
      </noscript>
    </>
  );
}
