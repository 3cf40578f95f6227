"""Drives a headless Chromium over the DevTools protocol through a pipe, with what Python has itself."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


class Chromium:
    """One browser. Each page is a tab of its own, in a context of its own."""

    def __init__(self):
        self.profile = tempfile.mkdtemp()
        requests, self._to = os.pipe()
        self._from, answers = os.pipe()
        # The protocol wants descriptors 3 and 4, the end of a message being a zero byte.
        redirect = f'exec "$@" 3<&{requests} 4>&{answers}'
        self._process = subprocess.Popen(
            ["sh", "-c", redirect, "sh", "chromium", "--headless=new", "--remote-debugging-pipe",
             "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             # What runs here is our own page, and root has no sandbox.
             *(["--no-sandbox"] if os.geteuid() == 0 else []), f"--user-data-dir={self.profile}", "about:blank"],
            pass_fds=(requests, answers), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(requests)
        os.close(answers)
        self._unread = b""
        self._number = 0
        self._listeners = {}

    def send(self, method, session=None, **parameters):
        """Asks for something and waits for the answer; events that come before it go to their pages."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        number = self._number
        while True:
            answer = self.receive(60)
            if answer is None:
                raise TimeoutError(f"no answer to {method}")
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def receive(self, seconds):
        """The next message, or None."""
        end = time.monotonic() + seconds
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._from], [], [], max(0, end - time.monotonic()))
            if not ready:
                return None
            piece = os.read(self._from, 1 << 20)
            if not piece:
                raise RuntimeError("Chromium ended")
            self._unread += piece
        text, self._unread = self._unread.split(b"\0", 1)
        message = json.loads(text)
        if "method" in message and message.get("sessionId") in self._listeners:
            self._listeners[message["sessionId"]](message["method"], message["params"])
        return message

    def page(self, **options):
        return Page(self, **options)

    def listen(self, session, listener):
        self._listeners[session] = listener

    def close(self):
        try:
            self.send("Browser.close")
        except (RuntimeError, TimeoutError):
            self._process.kill()
        self._process.wait(30)
        shutil.rmtree(self.profile, ignore_errors=True)


class Page:
    """A tab, with what it complained of and what it asked the network for."""

    def __init__(self, browser, width=1280, height=900, dark=False, scripts=True):
        self._browser = browser
        self._context = browser.send("Target.createBrowserContext")["browserContextId"]
        target = browser.send("Target.createTarget", url="about:blank", browserContextId=self._context)
        self._target = target["targetId"]
        self._session = browser.send("Target.attachToTarget", targetId=self._target, flatten=True)["sessionId"]
        self.complaints = []
        self.requests = []
        self._loads = 0
        browser.listen(self._session, self._take)
        for domain in ["Page", "Runtime", "Log", "Network", "DOM", "Accessibility"]:
            self.send(domain + ".enable")
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=width < 600)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])
        self.send("Emulation.setScriptExecutionDisabled", value=not scripts)

    def send(self, method, **parameters):
        return self._browser.send(method, self._session, **parameters)

    def _take(self, method, parameters):
        if method == "Page.loadEventFired":
            self._loads += 1
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(parameters["exceptionDetails"].get("text", "exception"))
        elif method == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning", "assert"):
            self.complaints.append(str([argument.get("value") for argument in parameters["args"]]))
        elif method == "Log.entryAdded":
            self.complaints.append(parameters["entry"]["text"])
        elif method == "Page.javascriptDialogOpening":
            self.complaints.append("dialog: " + parameters["message"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])

    def until(self, holds, what):
        """Waits until something holds."""
        end = time.monotonic() + 30
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError(what)
            self._browser.receive(0.02)

    def load(self, action):
        """Does something that leads to another page, and waits for that."""
        loads = self._loads
        action()
        self.until(lambda: self._loads > loads, "no page was loaded")

    def open(self, address):
        self.load(lambda: self.send("Page.navigate", url=address))

    def evaluate(self, expression):
        answer = self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"].get("exception", {}).get("description", expression))
        return answer["result"].get("value")

    def until_true(self, expression):
        self.until(lambda: self.evaluate(expression), expression)

    def type(self, text):
        """Presses the keys of a text."""
        for letter in text:
            self.send("Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter)
            self.send("Input.dispatchKeyEvent", type="keyUp", key=letter)

    def press(self, key, shift=False):
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40, " ": 32}
        text = {"text": {"Enter": "\r", " ": " "}[key]} if key in ("Enter", " ") else {}
        common = {"key": key, "code": key, "windowsVirtualKeyCode": codes[key], "modifiers": 8 if shift else 0}
        self.send("Input.dispatchKeyEvent", type="keyDown", **common, **text)
        self.send("Input.dispatchKeyEvent", type="keyUp", **common)

    def names(self):
        """Roles and names of all that can be used, as a screen reader is told them."""
        nodes = self.send("Accessibility.getFullAXTree")["nodes"]
        roles = {"link", "button", "textbox", "searchbox", "combobox", "checkbox", "listbox", "option", "image",
                 "DisclosureTriangle", "navigation", "complementary", "region"}
        return [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes
                if not node.get("ignored") and node["role"]["value"] in roles]

    def screenshot(self, path, whole=False):
        picture = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        with open(path, "wb") as file:
            file.write(base64.b64decode(picture["data"]))

    def close(self):
        self._browser.send("Target.disposeBrowserContext", browserContextId=self._context)
