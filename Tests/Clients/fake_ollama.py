#!/usr/bin/env python3
"""A small stand-in for an Ollama server, for the tests of bench-scripts/ollama-bench.sh.

It speaks the wire shapes of a real server (key order, omitted zeros, errors inside a 200 stream) and misbehaves on
request. Usage: fake_ollama.py CONFIG [PORT_FILE]. CONFIG is a JSON file:

  version, models [{"name","size"}], rate (true tokens/s), pace (tokens/s on the wire), thinking (chunks before the
  answer), load_seconds, ps_seconds (how long /api/ps takes), spill (share of the model outside GPU memory),
  log (file for one JSON line per request),
  load, unload, pull, generate, tags: lists of modes, one per call, the last one for all that follow. A request of the script
  names its number, and gets the mode of that number even if one before it never arrived.
  gate: a file for which requests in mode "gate" wait.

Listens on a free port of 127.0.0.1 and writes it to PORT_FILE, or without PORT_FILE where OLLAMA_HOST says.
Ends when its parent ends.
"""
import json
import os
import re
import sys
import threading
import time
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CONFIG = {
    "version": "0.33.0", "models": [], "rate": 100.0, "pace": 4000.0, "thinking": 0, "load_seconds": 0.02, "ps_seconds": 0,
    "spill": 0, "log": None, "load": ["ok"], "pull": ["ok"], "generate": ["ok"], "tags": ["ok"],
    "unload": ["ok"], "gate": None,
}
LOCK = threading.Lock()
CALLS = {"load": 0, "pull": 0, "generate": 0, "tags": 0, "unload": 0}
LOADED = {}
PULLED = 0  # bytes that earlier pulls of this process left behind
LAYERS = [("a" * 64, 3_000_000_000), ("b" * 64, 1_400_000_000), ("c" * 64, 489)]


def mode(kind, number=None):
    with LOCK:
        modes = CONFIG[kind]
        chosen = modes[min(CALLS[kind] if number is None else number - 1, len(modes) - 1)]
        CALLS[kind] += 1
        return chosen


def number_in(prompt):
    found = re.match(r"[0-9a-f]+ request (\d+)\n", prompt)
    return int(found.group(1)) if found else None


def stamp():
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f") + "657Z"


def details():
    return {"parent_model": "", "format": "gguf", "family": "qwen2", "families": ["qwen2"],
            "parameter_size": "7.6B", "quantization_level": "Q4_0"}


def full(name):
    return name if ":" in name.rsplit("/", 1)[-1] else name + ":latest"


def known(name):
    return next((m for m in CONFIG["models"] if m["name"] == full(name)), None)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def note(self, body=None):
        if CONFIG["log"]:
            with LOCK, open(CONFIG["log"], "a", encoding="utf-8") as log:
                log.write(json.dumps({"path": self.path, "body": body}) + "\n")

    def answer(self, status, value, kind="application/json; charset=utf-8"):
        text = value.encode() if isinstance(value, str) else self.dump(value)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    @staticmethod
    def dump(value):
        text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
        for plain, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
            text = text.replace(plain, escaped)
        return text.encode()

    def stream(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def line(self, value):
        text = self.dump(value) + b"\n"
        self.wfile.write(b"%x\r\n%s\r\n" % (len(text), text))
        self.wfile.flush()

    def end(self):
        self.wfile.write(b"0\r\n\r\n")

    def cut(self):
        self.wfile.flush()
        self.close_connection = True

    def hang(self):
        while True:
            time.sleep(60)

    def do_GET(self):
        self.note()
        if self.path == "/api/version":
            self.answer(200, {"version": CONFIG["version"]})
        elif self.path == "/api/tags":
            how = mode("tags")
            if how == "hang":
                self.hang()
            if how == "html":
                self.answer(200, "<html>Sign in to this network</html>", "text/html")
                return
            self.answer(200, {"models": [
                {"name": m["name"], "model": m["name"], "modified_at": stamp(), "size": m["size"], "digest": "d" * 64,
                 "details": details(), "capabilities": ["completion"]} for m in CONFIG["models"]]})
        elif self.path == "/api/ps":
            time.sleep(CONFIG["ps_seconds"])
            models = []
            for name, context in LOADED.items():
                size = known(name)["size"] + 900_000_000
                entry = {"name": name, "model": name, "size": size, "digest": "d" * 64, "details": details(),
                         "expires_at": "2318-03-04T05:06:07.657Z", "size_vram": int(size * (1 - CONFIG["spill"])),
                         "context_length": context}
                models.append(entry)
            self.answer(200, {"models": models})
        else:
            self.answer(404, "404 page not found", "text/plain")

    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            body = json.loads(raw)
        except ValueError:
            self.answer(400, {"error": "invalid character 'b' looking for beginning of object key string"})
            return
        self.note(body)
        try:
            if self.path == "/api/pull":
                self.pull(body, mode("pull"))
            elif self.path == "/api/generate":
                self.generate(body)
            elif self.path == "/api/show":
                self.answer(200, {"details": details(), "model_info": {"general.architecture": "qwen2"}})
            else:
                self.answer(404, "404 page not found", "text/plain")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def pull(self, body, how):
        global PULLED
        name = full(body["model"])
        self.stream()
        self.line({"status": "pulling manifest"})
        if how == "unknown":
            self.line({"error": "pull model manifest: file does not exist"})
            return self.end()
        if how == "no-network":
            self.line({"error": "pull model manifest: Get \"https://registry.ollama.ai/v2/library/qwen2/manifests/0.5b\":"
                                " dial tcp: lookup registry.ollama.ai: no such host"})
            return self.end()
        if how == "reset-by-peer":
            self.line({"error": "max retries exceeded: read tcp 10.0.0.2: connection reset by peer"})
            return self.end()
        for digest, total in LAYERS:
            short, completed = digest[:12], 0
            for step in range(5):
                completed = total * step // 4
                value = {"status": "pulling " + short, "digest": "sha256:" + digest, "total": total}
                if completed:
                    value["completed"] = completed
                self.line(value)
                time.sleep(0.02)
                if step == 2 and how == "cut":
                    return self.cut()
                if step == 2 and how == "ends-early":
                    return self.end()
                while step == 2 and how == "stall":
                    self.line(value)
                    time.sleep(0.2)
        for status in ("verifying sha256 digest", "writing manifest", "success"):
            self.line({"status": status})
        CONFIG["models"].append({"name": name, "size": sum(size for _, size in LAYERS)})
        self.end()

    def generate(self, body):
        model = known(body.get("model", ""))
        if model is None:
            self.answer(404, {"error": "model '%s' not found" % body.get("model", "")})
            return
        name, options = model["name"], body.get("options", {})
        if not body.get("prompt") and body.get("keep_alive") == 0:
            if mode("unload") == "hang":
                self.hang()
            LOADED.pop(name, None)
            self.answer(200, {"model": name, "created_at": stamp(), "response": "", "done": True, "done_reason": "unload"})
            return
        if not body.get("prompt"):
            how = mode("load")
            if how == "hang":
                self.hang()
            if how == "no-memory":
                self.answer(500, {"error": "model requires more system memory (12.1 GiB) than is available (3.4 GiB)"})
                return
            time.sleep(CONFIG["load_seconds"])
            LOADED[name] = options.get("num_ctx", 4096)
            self.answer(200, {"model": name, "created_at": stamp(), "response": "", "done": True, "done_reason": "load"})
            return
        how = mode("generate", number_in(body["prompt"]))
        while how == "gate" and not os.path.exists(CONFIG["gate"]):
            time.sleep(0.02)
        if how == "hang":
            self.hang()
        if how == "http500":
            self.answer(500, {"error": "llama runner process has terminated: \"CUDA error\"\nexit status 2"})
            return
        if how == "html502":
            self.answer(502, "<html>\n<h1>Bad \"gateway\"</h1></html>", "text/html")
            return
        began = time.monotonic()
        pace = 3.0 if how == "slow" else CONFIG["pace"]
        count = options.get("num_predict", 128)
        self.stream()
        time.sleep(0.01)
        first = time.monotonic()
        for index in range(count):
            if how == "truncated" and index == count // 2:
                return self.cut()
            if how == "ends-early" and index == count // 2:
                return self.end()
            if how == "error" and index == count // 2:
                self.line({"error": "an error was encountered while running the model: unexpected EOF"})
                return self.end()
            word = (" to\"ken", " <b>", "\n", " \"done\":true", " {\"error\":\"x\"}", "é")[index % 6]
            chunk = {"model": name, "created_at": stamp(), "response": word, "done": False}
            if index < CONFIG["thinking"]:
                chunk = {"model": name, "created_at": stamp(), "response": "", "thinking": word, "done": False}
            self.line(chunk)
            ahead = first + (index + 1) / pace - time.monotonic()
            if ahead > 0:
                time.sleep(ahead)
        # The machine's noise is part of the truth: every other request is 0.2 % off to either side.
        noise = 1.002 if CALLS["generate"] % 2 else 0.998
        last = {"model": name, "created_at": stamp(), "response": "", "done": True,
                "done_reason": "length", "total_duration": int((time.monotonic() - began) * 1e9),
                "load_duration": 31_000_000, "prompt_eval_count": len(body["prompt"]) // 5,
                "prompt_eval_duration": 10_000_000, "eval_count": count,
                "eval_duration": int(count / CONFIG["rate"] * noise * 1e9)}
        if how == "no-tokens":
            del last["eval_count"], last["eval_duration"]
        self.line(last)
        self.end()


def follow_parent():
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        CONFIG.update(json.load(file))
    port = 0
    if len(sys.argv) < 3:
        port = int(os.environ["OLLAMA_HOST"].rsplit(":", 1)[1])
    ThreadingHTTPServer.daemon_threads = True
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=follow_parent, daemon=True).start()
    if len(sys.argv) > 2:
        with open(sys.argv[2] + ".tmp", "w", encoding="ascii") as file:
            file.write(str(server.server_address[1]))
        os.rename(sys.argv[2] + ".tmp", sys.argv[2])
    server.serve_forever()


if __name__ == "__main__":
    main()
