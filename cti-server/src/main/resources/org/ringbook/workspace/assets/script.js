// Scripts of call lists. What is answered is kept while it is typed: in this browser at once, on the server a moment later.
(() => {
  const WAIT = 300;
  const AGAIN = 3000;
  const PREFIX = 'answer ';
  const keyOf = (attempt, question) => `${PREFIX}${attempt} ${question}`;
  const read = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keepHere = (key, text) => { try { localStorage.setItem(key, text); } catch { /* no room, or not allowed: the server has it soon */ } };
  const forgetHere = (key) => { try { localStorage.removeItem(key); } catch { /* not allowed */ } };
  const timers = new Map();
  const sending = new Set();
  const say = (words) => { const place = document.querySelector('[data-script-state]'); if (place) place.textContent = words; };

  const push = async (attempt, question) => {
    const key = keyOf(attempt, question);
    clearTimeout(timers.get(key));
    const text = read(key);
    if (text === null) return;
    if (sending.has(key)) { timers.set(key, setTimeout(push, WAIT, attempt, question)); return; }
    sending.add(key);
    let again = 0;
    try {
      const { tokenHeader, token } = document.body.dataset;
      const answer = await fetch(`/campaigns/attempts/${attempt}/answer`, {
        method: 'POST', keepalive: text.length < 30_000, redirect: 'manual',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', [tokenHeader]: token },
        body: new URLSearchParams({ question, answer: text }),
      });
      if (answer.status === 204 || answer.status === 404) {
        if (read(key) === text) forgetHere(key); else again = WAIT;
        say('');
      } else if (answer.status === 422) {
        say((await answer.json()).words);
        forgetHere(key);
      } else {
        throw new Error(String(answer.status));
      }
    } catch {
      say(document.querySelector('[data-script-state]')?.dataset.keptHere || '');
      again = AGAIN;
    }
    sending.delete(key);
    if (again) timers.set(key, setTimeout(push, again, attempt, question));
  };

  document.addEventListener('input', ({ target }) => {
    const question = target.dataset?.scriptAnswer;
    if (!question) return;
    const { attempt } = target.closest('[data-script]').dataset;
    const key = keyOf(attempt, question);
    keepHere(key, target.value);
    clearTimeout(timers.get(key));
    timers.set(key, setTimeout(push, WAIT, attempt, question));
  });

  // One of several answers; the only question of a step leads on at once.
  document.addEventListener('click', ({ target }) => {
    const choice = target.closest('[data-script-choice]');
    if (choice) {
      const form = choice.closest('[data-script]');
      const question = choice.dataset.scriptChoice;
      form.querySelector(`input[type=hidden][name="${CSS.escape(`answer.${question}`)}"]`).value = choice.dataset.answer;
      form.querySelectorAll(`[data-script-choice="${CSS.escape(question)}"]`).forEach((one) => {
        one.classList.toggle('is-chosen', one === choice);
        one.setAttribute('aria-pressed', one === choice);
      });
      keepHere(keyOf(form.dataset.attempt, question), choice.dataset.answer);
      if (choice.dataset.alone === 'true') {
        // It goes with the step; should that not arrive, it is sent by itself.
        const key = keyOf(form.dataset.attempt, question);
        clearTimeout(timers.get(key));
        timers.set(key, setTimeout(push, AGAIN, form.dataset.attempt, question));
        form.querySelector('[name=go][value=next]').click();
      } else {
        push(form.dataset.attempt, question);
      }
      return;
    }
    const ends = target.closest('[data-result-of]');
    if (!ends) return;
    const id = CSS.escape(ends.dataset.resultOf);
    const when = document.querySelector(`[data-list-when][data-chosen="${id}"]`);
    const result = document.querySelector(`.list-results button[value="${id}"]`);
    if (when) when.focus(); else if (result) result.click();
  });

  // What went with a step or a result is on the server.
  document.addEventListener('htmx:afterRequest', ({ detail }) => {
    const { xhr, requestConfig } = detail;
    // The form itself is gone by now: what is told comes from its parent.
    const { elt } = requestConfig;
    if (!elt.matches?.('[data-script], .list-result') || xhr.status !== 200) return;
    const attempt = elt.dataset.attempt ?? requestConfig.formData.get('attempt');
    requestConfig.formData.forEach((text, name) => {
      const key = keyOf(attempt, name.slice('answer.'.length));
      if (!name.startsWith('answer.') || read(key) !== text) return;
      clearTimeout(timers.get(key));
      timers.delete(key);
      forgetHere(key);
    });
  });

  // What the server was not reached with is sent again, and stands in its field.
  const catchUp = () => {
    for (let i = 0; i < localStorage.length; i += 1) {
      const key = localStorage.key(i);
      if (key.startsWith(PREFIX)) {
        const [attempt, question] = key.slice(PREFIX.length).split(' ');
        const field = document.querySelector(`[data-attempt="${CSS.escape(attempt)}"] [data-script-answer="${CSS.escape(question)}"]`);
        if (field && field !== document.activeElement) field.value = read(key);
        if (!timers.has(key)) timers.set(key, setTimeout(push, 0, attempt, question));
      }
    }
  };
  try { catchUp(); } catch { /* not allowed */ }

  // Answers to choose from belong to one kind of question.
  document.addEventListener('change', ({ target }) => {
    if (target.matches?.('[data-script-kind]')) target.closest('.script-question').querySelector('.script-options').classList.toggle('is-none', target.value !== 'CHOICE');
  });
})();
