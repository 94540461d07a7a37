"""``legalmodel completion``: a script that completes commands, options and templates in bash, zsh or fish."""

from argparse import ArgumentParser, Namespace, _SubParsersAction

_BASH = """\
_legalmodel() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" command="${{COMP_WORDS[1]}}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then words="{commands}"; else
    case "$command" in
{cases}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word"))
}}
complete -o filenames -F _legalmodel legalmodel
"""


def run(options: Namespace) -> int:
    """Print the script for one shell."""
    from legalmodel.cli.main import make_parser

    words = _words(make_parser())
    if options.shell == "fish":
        print("\n".join(_fish(words)))
    else:
        cases = "\n".join(f'      {name}) words="{" ".join(found)}" ;;' for name, found in words.items())
        start = "autoload -U +X bashcompinit && bashcompinit\n" if options.shell == "zsh" else ""
        print(start + _BASH.format(commands=" ".join(words), cases=cases), end="")
    return 0


def _words(parser: ArgumentParser) -> dict[str, list[str]]:
    """Return the options, actions and choices of each command."""
    (commands,) = (a for a in parser._actions if isinstance(a, _SubParsersAction))
    return {name: list(dict.fromkeys(_of(command))) for name, command in commands.choices.items()}


def _of(parser: ArgumentParser) -> list[str]:
    found: list[str] = []
    for action in parser._actions:
        found += [o for o in action.option_strings if o.startswith("--")]
        found += [str(c) for c in action.choices or ()]
        if isinstance(action, _SubParsersAction):
            found += [o for inner in action.choices.values() for o in _of(inner)]
    return found


def _fish(words: dict[str, list[str]]) -> list[str]:
    rows = [f"complete -c legalmodel -n __fish_use_subcommand -a '{name}'" for name in words]
    for name, found in words.items():
        for word in found:
            how = f"-l {word[2:]}" if word.startswith("--") else f"-a '{word}'"
            rows.append(f"complete -c legalmodel -n '__fish_seen_subcommand_from {name}' {how}")
    return rows
