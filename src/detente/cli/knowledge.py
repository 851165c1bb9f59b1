"""The data files: `check`."""

from detente.cli.app import app
from detente.cli.face import out, problems


@app.command()
def check() -> None:
    """Check the data files: every table loads and holds together.

    [dim]detente check[/dim]
    """
    from detente.doctor import check_data

    with problems():
        for name, said in check_data():
            out.print(f"ok      {name}: {said}", markup=False, soft_wrap=True)
