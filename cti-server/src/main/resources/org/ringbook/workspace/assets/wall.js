// A page for a wall. It follows the stream of its panel, turns its pages, and covers itself when nothing is heard: what is old is never
// taken for what is. Written for television browsers of 2018.
(function () {
  var body = document.body, wall = document.getElementById('wall'), veil = document.getElementById('veil');
  var SILENCE = 5000, LOST = 15000, TURN = 20000, LATE = 60000, SHIFT = 60000, DAY = 24 * 3600 * 1000;
  var ahead = Number(body.getAttribute('data-now')) - Date.now();
  var heardAt = Date.now(), triedAt = Date.now(), page = 0, turnedAt = Date.now(), begun = Date.now(), source = null, over = false;
  var all = function (selector) { return Array.prototype.slice.call(wall.querySelectorAll(selector)); };
  var two = function (number) { return (number < 10 ? '0' : '') + number; };
  var clock = function (at) { var time = new Date(at); return two(time.getHours()) + ':' + two(time.getMinutes()); };
  var length = function (millis) {
    var seconds = Math.max(0, Math.floor(millis / 1000)), hours = Math.floor(seconds / 3600);
    var rest = two(Math.floor(seconds / 60) % 60) + ':' + two(seconds % 60);
    return hours ? hours + ':' + rest : rest;
  };

  var show = function () {
    var pages = all('.wall-page'), late = -1;
    if (page >= pages.length) page = 0;
    pages.forEach(function (one, index) {
      Array.prototype.slice.call(one.querySelectorAll('[data-alarm-since]')).forEach(function (queue) {
        var since = Number(queue.getAttribute('data-alarm-since'));
        var isLate = since > 0 && Date.now() + ahead - since > LATE;
        queue.classList.toggle('is-late', isLate);
        if (isLate && late < 0) late = index;
      });
    });
    // A page on which somebody waits for long stays.
    if (late >= 0) page = late;
    pages.forEach(function (one, index) { one.classList.toggle('is-shown', index === page); });
  };
  var tick = function () {
    var now = Date.now() + ahead;
    all('[data-clock]').forEach(function (place) { place.textContent = clock(now); });
    all('[data-since]').forEach(function (place) { place.textContent = length(now - Number(place.getAttribute('data-since'))); });
    if (Date.now() - turnedAt >= TURN) { page += 1; turnedAt = Date.now(); }
    show();
    var old = Date.now() - heardAt > SILENCE;
    veil.hidden = !old || over;
    if (old) {
      var words = wall.querySelector('[data-no-data]');
      document.getElementById('veil-words').textContent = words ? words.getAttribute('data-no-data') : '';
      document.getElementById('veil-time').textContent = clock(heardAt + ahead);
    }
    // What stands for days burns into a screen.
    var step = Math.floor(Date.now() / SHIFT) % 5;
    wall.style.transform = 'translate(' + (step - 2) + 'px,' + (2 - step) + 'px)';
    // A set that slept, or a line that died without a word, looks to the browser as if all were well.
    if (!over && old && Date.now() - Math.max(heardAt, triedAt) > LOST) begin();
    if (Date.now() - begun > DAY && new Date().getHours() === 4) location.reload();
  };
  var blank = function () {
    over = true;
    if (source) source.close();
    wall.innerHTML = '';
    veil.hidden = true;
    body.className = 'wall-blank';
    // A new link may be set; until then nothing is asked for often.
    setTimeout(function () { location.reload(); }, 10 * 60 * 1000);
  };
  var begin = function () {
    if (source) source.close();
    triedAt = Date.now();
    var mine = source = new EventSource(body.getAttribute('data-stream'));
    source.addEventListener('frame', function (event) {
      heardAt = Date.now();
      wall.innerHTML = JSON.parse(event.data);
      tick();
      // The server was begun anew, as it is by an update: so is the page.
      var build = wall.querySelector('[data-build]');
      if (build && build.getAttribute('data-build') !== body.getAttribute('data-build') && Date.now() - begun > LOST) location.reload();
    });
    source.addEventListener('beat', function () { heardAt = Date.now(); });
    source.addEventListener('over', blank);
    source.onerror = function () {
      if (over || mine !== source || mine.readyState !== 2) return;
      // It was refused, which a browser does not try again: the link may be gone, or the server begins anew.
      source.close();
      setTimeout(function () {
        var asked = new XMLHttpRequest();
        asked.open('HEAD', location.href);
        asked.onload = function () { if (asked.status === 404) blank(); else if (mine === source) begin(); };
        asked.onerror = function () { if (mine === source) begin(); };
        asked.send();
      }, 1500);
    };
  };
  tick();
  setInterval(tick, 1000);
  begin();
})();
