// Runs before the page is painted: light or dark as the machine is set, and the time zone for the server.
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const paint = () => { document.documentElement.dataset.bsTheme = dark.matches ? 'dark' : 'light'; };
  dark.addEventListener('change', paint);
  paint();
  let density;
  try { density = localStorage.getItem('density'); } catch { /* not allowed */ }
  document.documentElement.dataset.density = density ?? 'dense';
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `zone=${zone.replaceAll('/', '%2F')}; path=/; max-age=31536000; samesite=lax`;
})();
