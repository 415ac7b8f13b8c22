"""``hansei completion``: the completion script of a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

#: What click writes for; PowerShell has no support in click, so its script asks the same machinery.
SHELLS = ("bash", "zsh", "fish", "powershell")
_POWERSHELL = """Register-ArgumentCompleter -Native -CommandName hansei -ScriptBlock {
    param($word, $line, $position)
    $env:_HANSEI_COMPLETE = "bash_complete"
    $env:COMP_WORDS = $line.ToString()
    $env:COMP_CWORD = ($line.CommandElements.Count - [int]($word -ne ""))
    hansei | ForEach-Object {
        $value = ($_ -split ",", 2)[1]
        [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $value)
    }
    Remove-Item Env:_HANSEI_COMPLETE, Env:COMP_WORDS, Env:COMP_CWORD
}
"""


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of SHELL, as for `eval "$(hansei completion bash)"`."""
    found = get_completion_class(shell)
    if found is None:
        click.echo(_POWERSHELL)
        return
    root = ctx.find_root().command
    click.echo(found(root, {}, "hansei", "_HANSEI_COMPLETE").source())
