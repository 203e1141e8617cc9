"""The version of the tables: making them, recognising them, bringing old ones up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.base.errors import Trouble

if TYPE_CHECKING:
    from alembic.config import Config

    from csplanner.store.database import Database

HEAD = "0007"
# Every revision that this program can bring forward, oldest first.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")


def make_tables(database: Database) -> None:
    """Make the tables of the newest version in an empty file."""
    from csplanner.store.tables import metadata

    with database.transaction():
        metadata.create_all(database.connection)
        database.connection.exec_driver_sql(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
        )
        database.connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))


def revision_of(database: Database) -> str:
    """Return the version of a file's tables; refuses a file of another program."""
    if not database.fetch_rows("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"):
        raise Trouble(
            f"{database.path.name} is not a csplanner portfolio.",
            "Choose another file; this one was left as it is.",
        )
    return str(database.fetch_rows("SELECT version_num FROM alembic_version")[0][0])


def is_behind(database: Database) -> bool:
    """Tell whether the tables are older than the program; refuses newer ones, untouched."""
    revision = revision_of(database)
    if revision not in REVISIONS:
        raise Trouble(
            f"{database.path.name} was written by a newer csplanner (tables {revision}, "
            f"this program knows {HEAD}).",
            "Update csplanner; your data has not been modified.",
        )
    return revision != HEAD


def bring_up_to_date(database: Database) -> None:
    """Run the missing migrations in one transaction; take a verified backup first."""
    from alembic import command

    # Alembic commits nothing of its own inside a transaction that it finds begun.
    with database.transaction(), database.connection.begin():
        command.upgrade(_config(database), "head")


def _config(database: Database) -> Config:
    from importlib.resources import files

    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("csplanner.store") / "migrations"))
    config.attributes["connection"] = database.connection
    return config
