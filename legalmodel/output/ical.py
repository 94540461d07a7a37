"""A calendar of duties as iCalendar (RFC 5545), for calendar programs: the same bytes for the same deal and day."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from hashlib import sha256
from zoneinfo import ZoneInfo

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.methods.process.data import text, zones
from legalmodel.methods.process.due import Entry


def to_ical(
    entries: Iterable[Entry], name: str, country: str, run_day: date, lang: str = "en", hour: time | None = None
) -> bytes:
    """Return the entries as a calendar: whole days, or with ``hour`` at that hour in the country's own zone.

    An entry whose day is not sure is tentative. Raises BadRequest if icalendar is not installed, or if an hour is asked for in a
    country whose zone is not known here.
    """
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise BadRequest(say("a calendar file needs icalendar"), say("run: pip install 'legalmodel[methods]'")) from None
    zone = zones().get(country)
    if hour is not None and zone is None:
        raise BadRequest(
            say("the zone of time of '{country}' is not known here", country=country or "this deal"), say("leave the hour out")
        )
    made = Calendar()
    made.add("prodid", "-//legalmodel//process//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    if zone:
        made.add("x-wr-timezone", zone)
    for entry in entries:
        event = Event()
        digest = sha256("\x1f".join((name, entry.key, entry.of, entry.day.isoformat())).encode()).hexdigest()[:32]
        event.add("uid", f"{digest}@legalmodel")
        event.add("dtstamp", datetime.combine(run_day, time(), UTC))
        if hour is None or zone is None:
            event.add("dtstart", entry.day)
        else:
            event.add("dtstart", datetime.combine(entry.day, hour, ZoneInfo(zone)))
        event.add("summary", f"{entry.what} - {entry.whose}" if entry.whose else entry.what)
        said = (text(entry.status, lang, "status"), entry.doubt, entry.source, text("foot", lang))
        event.add("description", "\n".join(filter(None, said)))
        event.add("status", "TENTATIVE" if entry.doubt or entry.status in ("planned", "open") else "CONFIRMED")
        event.add("categories", [text(entry.status, lang, "status")])
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    if hour is not None:
        made.add_missing_timezones()
    return bytes(made.to_ical())
