// Files are added as soon as they are chosen or dropped; how far they are is shown.
(() => {
  const has = (event) => [...(event.dataTransfer?.types || [])].includes('Files');
  const place = (event) => event.target.closest?.('[data-files]') || document.querySelector('[data-files]');

  document.addEventListener('change', (event) => {
    if (event.target.matches('.files-add input[type=file]') && event.target.files.length) event.target.form.requestSubmit();
  });

  // Those of a note wait until it is saved: their names stand beside the button.
  document.addEventListener('change', (event) => {
    const names = event.target.closest('.timeline-note')?.querySelector('.timeline-chosen');
    if (names && event.target.type === 'file') names.textContent = [...event.target.files].map((one) => one.name).join(', ');
  });

  // A file that misses the place would take the page away: it is caught wherever it falls.
  document.addEventListener('dragover', (event) => {
    if (!has(event) || !document.querySelector('[data-files]')) return;
    event.preventDefault();
    place(event)?.classList.add('is-over');
  });
  document.addEventListener('dragleave', (event) => { if (!event.relatedTarget) document.querySelectorAll('[data-files].is-over').forEach((one) => one.classList.remove('is-over')); });
  document.addEventListener('drop', (event) => {
    const section = has(event) ? place(event) : null;
    if (!section) return;
    event.preventDefault();
    section.classList.remove('is-over');
    const input = section.querySelector('input[type=file]');
    input.files = event.dataTransfer.files;
    if (section.matches('.files-panel')) input.form.requestSubmit();
    else input.dispatchEvent(new Event('change', { bubbles: true }));
  });

  document.addEventListener('htmx:xhr:progress', (event) => {
    const bar = event.target.closest?.('.files-panel')?.querySelector('progress');
    if (!bar || !event.detail.total) return;
    bar.hidden = false;
    bar.value = 100 * event.detail.loaded / event.detail.total;
  });
  const failed = (event) => {
    const panel = event.target.closest?.('.files-panel');
    const words = panel?.querySelector('[data-files-failed]');
    if (!words) return;
    panel.querySelector('progress').hidden = true;
    if (event.detail.xhr?.status !== 413) return;
    words.textContent = panel.dataset.tooLarge;
    words.hidden = false;
  };
  document.addEventListener('htmx:responseError', failed);
  document.addEventListener('htmx:sendError', failed);
})();
