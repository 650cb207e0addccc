// The search at the top of every page: what it found hangs below it, the arrows walk through it, Escape puts it away.
(() => {
  const form = document.querySelector('[data-find]');
  if (!form) return;
  const field = form.querySelector('input');
  const found = document.getElementById('found');
  const links = () => [...found.querySelectorAll('a')];

  const fold = () => { found.hidden = true; field.setAttribute('aria-expanded', 'false'); };
  const unfold = () => {
    const some = found.childElementCount > 0 && field.value.trim() !== '';
    found.hidden = !some;
    field.setAttribute('aria-expanded', String(some));
  };

  document.addEventListener('htmx:afterSwap', (event) => { if (event.detail.target === found) unfold(); });
  field.addEventListener('focus', unfold);
  field.addEventListener('input', () => { if (field.value.trim() === '') fold(); });
  document.addEventListener('click', (event) => { if (!form.contains(event.target)) fold(); });
  form.addEventListener('focusout', (event) => { if (event.relatedTarget && !form.contains(event.relatedTarget)) fold(); });

  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { fold(); field.focus(); return; }
    // Ctrl+Enter calls: who is chosen in the list, or the number or name that was typed.
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      const button = document.activeElement.closest('li')?.querySelector('.dial-button');
      if (button) button.requestSubmit();
      else if (field.value.trim()) htmx.ajax('POST', '/dials', { target: '#toast', swap: 'innerHTML', values: { number: field.value.trim() } });
      fold();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const all = links();
    if (found.hidden || all.length === 0) return;
    event.preventDefault();
    const next = all.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
    if (next < 0) field.focus(); else all[Math.min(next, all.length - 1)].focus();
  });
})();
