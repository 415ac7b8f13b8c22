"""The way from home to the portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hansei.errors import HanseiError
from hansei_tui.sentences import tr

if TYPE_CHECKING:
    from hansei_tui.app.app import HanseiApp


async def open_portfolio(app: HanseiApp) -> None:
    """Show the portfolio; what cannot be shown is said."""
    if not await app.loader.wait():
        app.notify(tr("The plugins are still loading; try again in a moment."), markup=False)
        return
    from hansei_tui.portfolio import catching_up

    try:
        portfolio = app.engine.portfolio
        if portfolio.wanting() > catching_up.FEW:
            app.push_screen(catching_up.CatchingUp(portfolio), lambda all_: _show(app) if all_ else None)
            return
    except HanseiError as error:
        app.show_error(error)
        return
    _show(app)


def _show(app: HanseiApp) -> None:
    from hansei_tui.portfolio.screen import PortfolioScreen

    try:
        screen = PortfolioScreen(app.engine)
    except HanseiError as error:
        app.show_error(error)
    else:
        app.push_screen(screen)
