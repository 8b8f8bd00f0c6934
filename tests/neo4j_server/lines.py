"""The two lines of Neo4j that we test on, the Java each of them wants, and where its jars are kept."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_FLAGS = (
    "-Xms256m",
    "-XX:+UseG1GC",
    "-XX:+DisableExplicitGC",
    *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED),
    "-Dlog4j2.disable.jmx=true",
    "-Dfile.encoding=UTF-8",
    "-Dio.netty.tryReflectionSetAccessible=true",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the server: its version, its entry point and the Java majors it runs on, best first."""

    name: str
    version: str
    main_class: str
    java: tuple[int, ...]
    extra_flags: tuple[str, ...] = ()
    extra_settings: tuple[str, ...] = ()

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags that the Java machine gets, the heap's upper bound excepted."""
        return _FLAGS + self.extra_flags


LTS = Line("LTS", "5.26.30", "org.neo4j.server.CommunityEntryPoint", (17, 21))
CALENDAR = Line(
    "calendar",
    "2026.09.0",
    "org.neo4j.server.Neo4jCommunity",
    (21, 25),
    ("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"),
    ("server.fleet_discovery.enabled=false",),  # otherwise it looks for fleet managers on the network
)


def find_java(line: Line) -> Path | None:
    """The first Java on this machine that the line runs on, or None."""
    found = {major: java for java in _installed() if (major := _major(java)) is not None}
    return next((found[major] for major in line.java if major in found), None)


def jars(line: Line) -> Path:
    """The folder with the server's jars; resolves them from Maven Central the first time.

    Raises subprocess.CalledProcessError when Maven cannot.
    """
    folder = _cache() / f"neo4j-{line.version}"
    marker = folder / "complete"
    if not marker.exists():
        shutil.rmtree(folder, ignore_errors=True)
        command = ["mvn", "-B", "-q", "-f", str(Path(__file__).with_name("pom.xml")), f"-Dneo4j.version={line.version}"]
        command += ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={folder / 'jars'}"]
        subprocess.run(command, check=True, timeout=900, stdin=subprocess.DEVNULL)
        marker.touch()  # written last, so that a copy that was cut off is done again
    return folder / "jars"


def _cache() -> Path:
    if (ROOT / ".git").exists() and os.access(ROOT, os.W_OK):
        return ROOT / ".cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "graph-directory"


def _installed() -> list[Path]:
    places = [Path(home) / "bin" / "java" for home in (os.environ.get("JAVA_HOME"),) if home]
    if on_path := shutil.which("java"):
        places.append(Path(on_path))
    for folder in (
        Path("/usr/lib/jvm"),
        Path("/Library/Java/JavaVirtualMachines"),
        Path.home() / ".sdkman/candidates/java",
    ):
        places += sorted(folder.glob("*/bin/java")) + sorted(folder.glob("*/Contents/Home/bin/java"))
    return [place for place in dict.fromkeys(places) if place.exists()]


def _major(java: Path) -> int | None:
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False, timeout=30).stderr
    match = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(match.group(1)) if match else None
