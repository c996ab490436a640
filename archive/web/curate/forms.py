"""The form of a correction: what a curator wrote becomes a proposal, or a question back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django import forms

from archive.curation.deciding import Proposal
from archive.documents import ActorKind
from archive.models import Actor, Article
from archive.models.decisions import NAME_LENGTH, Scope, Verb
from archive.web.curate.choosing import actors_meant, as_options, key_of

OFFERED_VERBS = (
    Verb.CONFIRM,
    Verb.REJECT,
    Verb.ADD,
    Verb.MEANS,
    Verb.NEVER,
    Verb.ALIAS,
    Verb.RENAME,
    Verb.KIND,
    Verb.MERGE,
    Verb.SPLIT,
    Verb.VOUCH,
    Verb.DISMISS,
)
_NEEDS_SOMEBODY = (Verb.ADD, Verb.MEANS, Verb.MERGE)


@dataclass(slots=True)
class Wanted:
    """What the form asks for: proposals in the order to make them, or actors to choose from."""

    proposals: list[Proposal] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)


class CorrectionForm(forms.Form):
    """One correction from the page of an article or actor."""

    verb = forms.ChoiceField(choices=[(verb.value, verb.label) for verb in OFFERED_VERBS])
    actor = forms.CharField(required=False, max_length=160)
    who = forms.CharField(
        required=False, max_length=NAME_LENGTH, error_messages={"max_length": "That name is too long."}
    )
    words = forms.CharField(required=False, max_length=NAME_LENGTH)
    scope = forms.ChoiceField(required=False, choices=[("", ""), *Scope.choices])
    name = forms.CharField(required=False, max_length=NAME_LENGTH)
    kind = forms.ChoiceField(required=False, choices=[("", ""), *[(kind.value, kind.value) for kind in ActorKind]])
    alias = forms.BooleanField(required=False)
    reason = forms.CharField(required=False, max_length=2000)

    def __init__(self, data: Any, article: Article | None = None) -> None:
        super().__init__(data)
        self.article = article

    def wanted(self) -> Wanted:
        """What to do, for a valid form; errors found on the way are added to the form."""
        cleaned, verb = self.cleaned_data, Verb(self.cleaned_data["verb"])
        own = next(iter(actors_meant(cleaned["actor"])), None) if cleaned["actor"] else None
        if cleaned["actor"] and own is None:
            self.add_error("actor", "The archive knows no such actor.")
            return Wanted()
        somebody = verb in _NEEDS_SOMEBODY or (verb == Verb.SPLIT and cleaned["who"])
        return self._of_somebody(verb, own) if somebody else Wanted([self._proposal(verb, own)])

    def _of_somebody(self, verb: Verb, own: Actor | None) -> Wanted:
        """A decision that names a second actor: found, to be chosen among several, or new."""
        cleaned, meant = self.cleaned_data, actors_meant(self.cleaned_data["who"])
        if len(meant) > 1:
            return Wanted(choices=as_options(meant))
        if not meant and verb == Verb.ADD and cleaned["kind"]:
            return Wanted(self._of_new_actor())
        if not meant:
            self.add_error("who", self._nobody())
            return Wanted()
        if verb == Verb.MERGE and own:
            return Wanted([Proposal(verb, meant[0], self.article, detail={"others": [_key(own)]})])
        if verb == Verb.SPLIT and own:
            return Wanted([replace(self._proposal(verb, own), detail={"into": _key(meant[0])})])
        return Wanted([self._proposal(Verb.ALIAS if cleaned["alias"] else verb, meant[0])])

    def _nobody(self) -> str:
        who = self.cleaned_data["who"]
        if not who:
            return "Say which actor."
        unknown = f"The archive knows nobody called “{who}”."
        making = " To make a new actor, say also what it is."
        return unknown + making if self.cleaned_data["verb"] == Verb.ADD else unknown

    def _of_new_actor(self) -> list[Proposal]:
        """Make an actor, then the mention; the second proposal gets its actor when the first is made."""
        cleaned = self.cleaned_data
        name = cleaned["who"] or cleaned["words"]
        made = Proposal(Verb.CREATE, detail={"kind": cleaned["kind"], "name": name})
        return [made, self._proposal(Verb.ADD, None)]

    def _proposal(self, verb: Verb, actor: Actor | None) -> Proposal:
        cleaned = self.cleaned_data
        scope = Scope(cleaned["scope"]) if cleaned["scope"] else None
        detail: dict[str, Any] = {}
        if verb == Verb.RENAME:
            detail = {"name": cleaned["name"]}
        elif verb == Verb.KIND:
            detail = {"kind": cleaned["kind"]}
        return Proposal(
            verb,
            actor,
            self.article,
            self.article.source if self.article else None,
            scope,
            " ".join(cleaned["words"].split()),
            detail,
        )

    def messages(self) -> list[str]:
        """What was wrong, each once."""
        return list(dict.fromkeys(str(text) for errors in self.errors.values() for text in errors))


def _key(actor: Actor) -> dict[str, str]:
    kind, slug = key_of(actor).split("/", 1)
    return {"kind": kind, "slug": slug}
