"""Real servers on loopback, for tests: ssh with keys of its own, gitolite behind it, and https behind nginx."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
FCGIWRAP = shutil.which("fcgiwrap", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
GITOLITE = shutil.which("gitolite")
SOURCE = Path(__file__).parents[1] / "src"


Ways = dict[str, tuple[str, dict[str, str]]]
"""How each user reaches a server: its address, and what git needs in its environment."""


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def reach(port: int, program: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers."""
    for _ in range(200):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert program.poll() is None, "the server did not start"
        time.sleep(0.05)
    raise AssertionError("the server does not answer")


def find_amendtrack(repository: Path) -> None:
    """Let a repository's hook find the source under test, as an installed amendtrack finds itself."""
    hook = repository / "hooks" / "pre-receive"
    hook.write_text(hook.read_text().replace("exec ", f"PYTHONPATH='{SOURCE}' PYTHONDONTWRITEBYTECODE=1 exec ", 1))


@contextmanager
def stopping(program: subprocess.Popen[bytes]) -> Iterator[None]:
    """Stop a program at the end."""
    try:
        yield
    finally:
        program.terminate()
        program.wait(20)


@contextmanager
def ssh_server(folder: Path, keys: Mapping[str, Path]) -> Iterator[Ways]:
    """An ssh server as whoever runs the tests; each key's holder is named to the hook. The way for each of them."""
    folder.mkdir(parents=True)
    shell = f'command="env AMENDTRACK_USER={{}} {shutil.which("git-shell")} -c \\"$SSH_ORIGINAL_COMMAND\\"",restrict '
    lines = [shell.format(name) + key.with_suffix(".pub").read_text() for name, key in keys.items()]
    (folder / "authorized").write_text("".join(lines))
    with sshd(folder, folder / "authorized", keys) as ways:
        yield ways


@contextmanager
def sshd(folder: Path, authorized: Path, keys: Mapping[str, Path], **settings: object) -> Iterator[Ways]:
    """An ssh server as whoever runs the tests, for the keys in that file; the way for each of their holders."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / "host"], check=True)
    port = free_port()
    settings = {
        "Port": port, "ListenAddress": "127.0.0.1", "HostKey": folder / "host", "PidFile": "none", "StrictModes": "no",
        "AuthorizedKeysFile": authorized, "UsePAM": "no", "PasswordAuthentication": "no",
        "KbdInteractiveAuthentication": "no", "AllowUsers": getpass.getuser(), "PermitRootLogin": "yes",
        "LogLevel": "ERROR", "SetEnv": f"XDG_STATE_HOME={folder}", **settings,
    }  # fmt: skip
    (folder / "sshd").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    log = (folder / "log").open("wb")
    program = subprocess.Popen([str(SSHD), "-D", "-e", "-f", str(folder / "sshd")], stdout=log, stderr=log)
    with log, stopping(program):
        reach(port, program)
        ways = {}
        for name, key in keys.items():
            words = f"ssh -F none -i {key} -o IdentitiesOnly=yes -o StrictHostKeyChecking=no"
            ways[name] = (
                f"ssh://{getpass.getuser()}@127.0.0.1:{port}",
                {"GIT_SSH_COMMAND": f"{words} -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"},
            )
        yield ways


@contextmanager
def gitolite_server(folder: Path, keys: Mapping[str, Path], admin: str, rules: str) -> Iterator[tuple[Ways, Path]]:
    """gitolite behind an ssh server, with these rules pushed to it as its administrator does.

    The way for each user, and the folder of its repositories.
    """
    home = folder / "home"
    home.mkdir(parents=True)
    env = {"HOME": str(home), "PATH": os.environ["PATH"], "USER": getpass.getuser(), "GIT_CONFIG_NOSYSTEM": "1"}

    def run(*words: object, **more: str) -> None:
        subprocess.run([str(word) for word in words], check=True, capture_output=True, env={**env, **more}, cwd=folder)

    shutil.copy(keys[admin].with_suffix(".pub"), folder / f"{admin}.pub")
    run(GITOLITE, "setup", "-pk", folder / f"{admin}.pub")
    with sshd(folder, home / ".ssh" / "authorized_keys", keys, SetEnv=f"HOME={home}") as ways:
        work, ways = folder / "admin", {name: (f"{url}/", given) for name, (url, given) in ways.items()}
        run("git", "clone", "--quiet", f"{ways[admin][0]}gitolite-admin", work, **ways[admin][1])
        (work / "conf" / "gitolite.conf").write_text(f"repo gitolite-admin\n    RW+ = {admin}\n{rules}")
        for name, key in keys.items():
            shutil.copy(key.with_suffix(".pub"), work / "keydir" / f"{name}.pub")
        who = ("-c", "user.name=admin", "-c", "user.email=admin@localhost")
        run("git", "-C", work, "add", "--all")
        run("git", "-C", work, *who, "commit", "--quiet", "--message", "rules")
        run("git", "-C", work, "push", "--quiet", "origin", "HEAD", **ways[admin][1])
        yield ways, home / "repositories"


NGINX_CONF = """
pid {folder}/pid; error_log {folder}/errors; worker_processes 1; daemon off;
events {{}}
http {{
  access_log off; client_max_body_size 0;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/cert; ssl_certificate_key {folder}/key;
    auth_basic "drafts"; auth_basic_user_file {folder}/users;
    location ~ (/.*) {{
      fastcgi_pass unix:{folder}/socket;
      fastcgi_param SCRIPT_FILENAME {backend};
      fastcgi_param GIT_PROJECT_ROOT {root};
      fastcgi_param GIT_HTTP_EXPORT_ALL "";
      fastcgi_param PATH_INFO $1;
      fastcgi_param REMOTE_USER $remote_user;
      fastcgi_param QUERY_STRING $query_string;
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param CONTENT_TYPE $content_type;
      fastcgi_param CONTENT_LENGTH $content_length;
      fastcgi_param HTTP_CONTENT_ENCODING $http_content_encoding;
      fastcgi_param HTTP_GIT_PROTOCOL $http_git_protocol;
    }}
  }}
}}
"""


@contextmanager
def https_server(
    folder: Path, root: Path, users: Mapping[str, str]
) -> Iterator[dict[str, tuple[str, Mapping[str, str]]]]:
    """git over https behind nginx, for users with these passwords; the way for each of them."""
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    make = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"
    words = ["openssl", *make.split(), "-keyout", folder / "key", "-out", folder / "cert"]
    subprocess.run(words, check=True, capture_output=True)
    (folder / "users").write_text("".join(f"{name}:{{PLAIN}}{word}\n" for name, word in users.items()))
    port = free_port()
    backend = Path(subprocess.run(["git", "--exec-path"], capture_output=True, text=True, check=True).stdout.strip())
    conf = NGINX_CONF.format(folder=folder, port=port, root=root, backend=backend / "git-http-backend")
    if os.getuid() == 0:
        conf = f"user {getpass.getuser()};" + conf
    (folder / "conf").write_text(conf)
    wrap = subprocess.Popen([str(FCGIWRAP), "-s", f"unix:{folder}/socket"], stderr=subprocess.DEVNULL)
    with stopping(wrap):
        for _ in range(100):
            if (folder / "socket").exists():
                break
            time.sleep(0.05)
        program = subprocess.Popen([str(NGINX), "-c", str(folder / "conf"), "-e", str(folder / "errors")])
        with stopping(program):
            reach(port, program)
            trust = {"GIT_SSL_CAINFO": str(folder / "cert")}
            yield {name: (f"https://{name}:{word}@127.0.0.1:{port}", trust) for name, word in users.items()}


__all__ = [
    "FCGIWRAP",
    "GITOLITE",
    "NGINX",
    "SSHD",
    "Ways",
    "find_amendtrack",
    "gitolite_server",
    "https_server",
    "ssh_server",
]
