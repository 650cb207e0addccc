// The peer of the benchmarks "storm" and "sweep": the same sessions with the library ws, without any sign-in.
// node --expose-gc ws-peer.js FOLDER-WITH-node_modules; what to do is read from the standard input.
const { WebSocketServer } = require(require("path").join(process.argv[2], "node_modules", "ws"));
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", backlog: 8192 }, () => console.log("port " + server.address().port));
const sessions = new Map();
let card = null;
server.on("connection", (socket, request) => {
  const shown = request.headers.authorization || "";
  const login = Buffer.from(shown.replace("Basic ", ""), "base64").toString().split(":")[0];
  sessions.set(login, socket);
  socket.on("close", () => sessions.get(login) === socket && sessions.delete(login));
  socket.on("error", () => {});
  socket.on("message", () => socket.send(JSON.stringify({ v: 1, type: "pong", id: 1 })));
  const at = new Date().toISOString();
  socket.send(JSON.stringify({ v: 1, type: "welcome", at, person: { login, name: "Сотрудник " + login, role: "agent", language: "ru" },
    extensions: [login], presence: "available", heartbeatSeconds: 20, links: { contact: "/contacts/{id}" } }));
  socket.send(JSON.stringify({ v: 1, type: "ringing-now", at, cards: [] }));
});
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const [what, login, number] = line.split(" ");
  if (what === "ring") {
    const socket = sessions.get(login);
    if (socket) socket.send(JSON.stringify({ v: 1, type: "pop-up", at: new Date().toISOString(),
      card: { callId: login, external: { number, printed: number } } }));
  } else if (what === "sweep") {
    const at = new Date().toISOString();
    for (const socket of sessions.values()) socket.send(JSON.stringify({ v: 1, type: "presence", state: login, since: at }));
  } else if (what === "memory") {
    global.gc();
    console.log("memory " + process.memoryUsage().heapUsed);
  } else if (what === "end") {
    process.exit(0);
  }
});
