// Cards of calls, on whichever page. F2 goes to the card from wherever one types, and back. A card of a call that is over folds to one
// line; what somebody has in hand stays as it is.
(() => {
  const PLACES = ['dock', 'cards'];
  const cards = () => [...document.querySelectorAll('.card-call[data-card]')];
  const chosen = new Map();
  let inHand = new Set();

  const fold = (card, folded) => {
    card.classList.toggle('is-folded', folded);
    card.querySelector('[data-unfolds]')?.setAttribute('aria-expanded', String(!folded));
  };
  document.addEventListener('click', (event) => {
    const card = event.target.closest('[data-unfolds]')?.closest('.card-call');
    if (!card) return;
    const folded = !card.classList.contains('is-folded');
    chosen.set(card.dataset.card, folded);
    fold(card, folded);
  });
  const draft = (card) => {
    const field = card.querySelector('textarea[data-draft]');
    try { return field && localStorage.getItem(`draft ${field.dataset.author} ${field.dataset.draft}`); } catch { return false; }
  };
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (!PLACES.includes(event.detail.target.id)) return;
    inHand = new Set(cards()
      .filter((card) => !card.classList.contains('is-folded') && (card.contains(document.activeElement) || draft(card)))
      .map((card) => card.dataset.card));
  });
  document.addEventListener('htmx:afterSettle', () => cards().filter((card) => card.querySelector('[data-unfolds]')).forEach((card) => {
    const id = card.dataset.card;
    if (chosen.has(id)) fold(card, chosen.get(id));
    else if (inHand.has(id)) fold(card, false);
  }));

  let from;
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'F2' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const here = document.activeElement.closest('.card-call');
    event.preventDefault();
    if (here) {
      if (from?.isConnected) from.focus();
      return;
    }
    const card = cards().find((one) => !one.classList.contains('is-ended')) ?? cards()[0];
    if (!card) return;
    from = document.activeElement;
    if (card.classList.contains('is-folded')) { chosen.set(card.dataset.card, false); fold(card, false); }
    (card.querySelector('textarea[data-draft]') ?? card.querySelector('button, a')).focus();
  });
})();
