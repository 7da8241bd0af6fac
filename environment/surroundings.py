"""What of the user's environment reaches the programs that set-up starts: what says how to get out to the network and
what is the user's wish, not what would lead them to other packages, kernels or folders."""
import locale
import os
from pathlib import Path
from urllib.request import getproxies

from steps import STATE

try:
    import pwd
except ImportError:  # Windows, where every user has a home
    pwd = None

OWN_HOME = STATE / "home"  # for a user who has none

# Where packages come from and how they are fetched. All else would change what is installed, or where.
PIP_KEPT = {"PIP_" + name for name in (
    "CACHE_DIR", "CERT", "CLIENT_CERT", "CONFIG_FILE", "DEFAULT_TIMEOUT", "EXTRA_INDEX_URL", "FIND_LINKS", "INDEX_URL",
    "KEYRING_PROVIDER", "NO_CACHE_DIR", "NO_INDEX", "PROXY", "RETRIES", "RESUME_RETRIES", "TIMEOUT", "TRUSTED_HOST",
    "USE_DEPRECATED", "USE_FEATURE")}
LOCALES = ("C.UTF-8", "en_US.UTF-8", "C")


def environment(venv=None):
    """Environment variables for a program that set-up starts; with a virtual environment, for one that looks for kernels."""
    kept = {name: value for name, value in os.environ.items() if is_kept(name)}
    if not has_locale():
        kept = {name: value for name, value in kept.items() if name != "LANG" and not name.startswith(("LC_", "LANGUAGE"))}
        kept["LC_ALL"] = next(name for name in LOCALES if has_locale(name))
    kept.update(home_variables())
    if pwd:  # wget, which may fetch Maven, knows the lower-case names only; on Windows case makes no difference
        kept.update({f"{scheme}_proxy": address for scheme, address in getproxies().items()})
    if venv:  # its kernels before any other of the same name, whoever owns it
        kept["JUPYTER_PATH"] = os.pathsep.join([str(venv / "share" / "jupyter"),
                                                *filter(None, [kept.get("JUPYTER_PATH")])])
        kept["JUPYTER_PREFER_ENV_PATH"] = "1"
    return kept


def is_kept(name):
    """Whether a variable reaches our programs. Names are the same in either case on Windows only."""
    name = name.upper() if os.name == "nt" else name
    return not name.startswith("PYTHON") and name != "__PYVENV_LAUNCHER__" and (
        not name.startswith("PIP_") or name in PIP_KEPT)


def has_locale(name=""):
    """Whether this machine has a locale; that of the environment without a name."""
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, name)
        return True
    except locale.Error:
        return False
    finally:
        locale.setlocale(locale.LC_ALL, before)


def home():
    """The folder for caches: that of HOME, else of the user's entry, else one of our own."""
    return next((folder for folder in (os.environ.get("HOME"), entry()) if is_home(folder)), str(OWN_HOME))


def home_variables():
    """Variables that give every program the same home. Java asks for the user's entry first, and for HOME last."""
    if not pwd:
        return {}
    chosen = home()
    if chosen == str(OWN_HOME):
        OWN_HOME.mkdir(parents=True, exist_ok=True)
    java = entry() or os.environ.get("HOME")
    if is_home(java):
        return {"HOME": chosen}
    options = [os.environ.get("JDK_JAVA_OPTIONS", ""), f'-Duser.home="{chosen}"']
    return {"HOME": chosen, "JDK_JAVA_OPTIONS": " ".join(options).strip()}


def home_note():
    """A line for a user without a home: where caches go instead; none for others."""
    if not pwd or is_home(os.environ.get("HOME")):
        return None
    named = os.environ.get("HOME")
    why = f"HOME is {named}, which is no folder that this user can write to" if named else "HOME is not set"
    return f"{why}: caches go to {home()}"


def entry():
    """The home that the system's list of users names; empty for a user who is not in it."""
    try:
        return pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        return ""


def is_home(folder):
    """Whether caches can lie in a folder."""
    return bool(folder) and Path(folder).is_absolute() and os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)
