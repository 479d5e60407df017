// Wakes the islands of a page: its WebAssembly is fetched once one of them is in sight and the page idle.
// An island's own element has no box, so what is in it is looked at. What somebody changed before it woke,
// or the browser restored, it is told then.
const idle = self.requestIdleCallback ?? ((act) => setTimeout(act, 200));
let module;
const load = async () => {
  const made = await import('./@BINDINGS@');
  await made.default({ module_or_path: new URL('./@WASM@', import.meta.url) });
  made.hydrate();
  return made;
};
const wake = async (inside) => {
  const island = inside.parentElement;
  (await (module ??= load()))[island.dataset.component](island);
  inside.dispatchEvent(new Event('input'));
};
const watch = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    watch.unobserve(target);
    idle(() => wake(target));
  }
});
for (const inside of document.querySelectorAll('leptos-island > *')) watch.observe(inside);
