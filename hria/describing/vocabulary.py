"""The words for what a standard can do, each with its meaning and with words that lead to it."""

from collections.abc import Mapping
from typing import NamedTuple

from hria.model.facts import Capability
from hria.model.searching import matches


class Meaning(NamedTuple):
    """A word of the vocabulary, explained."""

    meaning: str
    """What it means, on one line."""

    words: str
    """Other words by which people look for it."""


VOCABULARY: Mapping[Capability, Meaning] = {
    "identify-person": Meaning(
        "ties something to a named or known person", "name identity real register account number"
    ),
    "identify-device": Meaning(
        "tells one device from all others", "identity number address serial fingerprint hardware"
    ),
    "link-activity": Meaning(
        "shows that separate acts come from the same person or device",
        "track correlate profile identifier session persistent cookie",
    ),
    "observe-metadata": Meaning(
        "shows who communicates with whom, when, where or how much",
        "traffic headers watch monitor surveillance destination",
    ),
    "inspect-content": Meaning(
        "reads what is said or sent", "payload deep packet inspection scan read surveillance dpi"
    ),
    "decrypt": Meaning(
        "makes encrypted content readable to somebody besides the ends",
        "decryption key escrow break cipher",
    ),
    "classify-application": Meaning(
        "tells which program or service is used", "recognise identify application protocol traffic"
    ),
    "classify-content": Meaning(
        "sorts what is said or sent by its content", "filter detect signature category moderation"
    ),
    "log": Meaning("records what was done, by whom or when", "logging record audit trail history"),
    "retain": Meaning(
        "keeps data after its first use", "retention store storage archive keep period"
    ),
    "report-to-third-party": Meaning(
        "tells somebody who is not a party to the exchange",
        "share notify disclose export authority alert telemetry",
    ),
    "intercept-target": Meaning(
        "copies the communication of a chosen person", "lawful interception wiretap tap police"
    ),
    "intercept-bulk": Meaning(
        "copies the communication of everybody", "mass surveillance interception tap wiretap"
    ),
    "block": Meaning("stops a message, a service or a site", "filter drop censor deny refuse stop"),
    "throttle": Meaning("slows something down", "limit rate bandwidth slow shape policing"),
    "prioritise": Meaning(
        "gives some traffic or users precedence", "priority prefer quality qos neutrality class"
    ),
    "modify": Meaning("changes what is sent on its way", "alter rewrite change tamper replace"),
    "inject": Meaning("adds something that no end has sent", "insert add forge advertisement"),
    "redirect": Meaning("sends somebody elsewhere than asked", "reroute route divert dns portal"),
    "disconnect": Meaning(
        "cuts a person or a place off the network", "shutdown shutoff cut off isolate kill"
    ),
    "revoke": Meaning(
        "takes back a credential or a right that was given",
        "revocation withdraw invalidate certificate suspend",
    ),
    "refuse-issue": Meaning(
        "can deny somebody a credential, an account or a number",
        "deny reject enrolment registration certificate licence",
    ),
    "geolocate": Meaning("tells where somebody or something is", "location position place gps map"),
    "detect-presence": Meaning(
        "notices that somebody is there", "sensing occupancy radar motion proximity crowd"
    ),
    "recognise-biometric": Meaning(
        "recognises a person by the body", "face fingerprint voice iris gait recognition"
    ),
    "recognise-behaviour": Meaning(
        "recognises what people do or feel", "emotion activity recognition analytics anomaly"
    ),
    "authenticate": Meaning(
        "lets one end be sure who the other is", "authentication login signature certificate trust"
    ),
    "encrypt": Meaning(
        "makes content unreadable to others than the ends", "encryption cipher confidentiality tls"
    ),
    "hide-metadata": Meaning(
        "hides who communicates with whom, when or where",
        "privacy anonymity padding address randomisation pseudonym",
    ),
    "relay-blind": Meaning(
        "passes things on without being able to read them", "proxy oblivious forward mix onion"
    ),
    "publish-log": Meaning(
        "lets everybody see what was done", "transparency public audit accountability register"
    ),
    "notify-person": Meaning(
        "tells the person concerned", "notice notification inform alert transparency warn"
    ),
}
"""Every capability, in the order of the model."""


def found(query: str) -> list[Capability]:
    """Return the capabilities that every word of *query* leads to."""
    return [
        name
        for name, meaning in VOCABULARY.items()
        if matches(query, f"{name.replace('-', ' ')} {meaning.meaning} {meaning.words}")
    ]
