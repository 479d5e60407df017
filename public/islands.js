// Wakes the islands of a page: its WebAssembly is fetched once one of them is in sight and the page idle.
// An island's own element has no box, so what is in it is looked at. What somebody changed before it woke,
// or the browser restored, it is told then; else what the server drew stays, with the button under a finger.
const idle = self.requestIdleCallback ?? ((act) => setTimeout(act, 200));
let module;
const load = async () => {
  const made = await import('./@BINDINGS@');
  await made.default({ module_or_path: new URL('./@WASM@', import.meta.url) });
  made.hydrate();
  return made;
};
const isChanged = (f) => f.options
  ? [...f.options].some((o) => o.selected !== o.defaultSelected)
  : f.checked !== f.defaultChecked || f.value !== f.defaultValue;
const wake = async (inside) => {
  const island = inside.parentElement;
  (await (module ??= load()))[island.dataset.component](island);
  const fields = [...inside.querySelectorAll('input,select')];
  if (fields.some(isChanged)) inside.dispatchEvent(new Event('input'));
};
const watch = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    watch.unobserve(target);
    idle(() => wake(target));
  }
});
for (const inside of document.querySelectorAll('leptos-island > *')) watch.observe(inside);
