"""English is read, however odd; other languages are refused by name."""

import gzip
import json
import sys
from pathlib import Path

import pytest

from dateline.errors import DocumentError
from dateline.ingest.language import require_english

SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.parametrize(
    "text",
    [
        "OBAMA AIRDROPS",
        "Many come from Karvel.",
        "Abu Yusuf al-Karveli, Mahmoud Qasim and Haroun al-Sadr were killed in Tel Rimah.",
        "SAN TELMO, 3 JAN 90 -- THE ARMY COMMAND REPORTED THAT 50 PEASANTS WERE KIDNAPPED.",
        "Boko Haram kills 12 near Maiduguri, Borno.",
        "Killed: Ana Ruiz, 34; José Peña, 19; Luis Ortega Ibáñez, 51. Missing: Eva Núñez, 7.",
        "Bundeswehr, Luftwaffe join NATO drill Steadfast Defender.",
        "https://example.org/2015/02/21/karvel",
        "Three dead.",
        "13:05 GMT: 7 KIA, 12 WIA.",
    ],
)
def test_short_and_odd_english_is_read(text: str) -> None:
    assert require_english(text) == "en"
    assert require_english(text.upper()) == "en"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("French", "Le gouverneur a déclaré lundi que la brigade avait quitté la ville."),
        ("German", "Der Gouverneur sagte am Montag, die Brigade habe die Stadt verlassen."),
        ("Spanish", "EL GOBERNADOR DIJO EL LUNES QUE LA BRIGADA HABÍA DEJADO LA CIUDAD."),
        ("Dutch", "De gouverneur zei maandag dat de brigade de stad had verlaten."),
        ("Turkish", "Vali pazartesi günü tugayın şehirden ayrıldığını söyledi."),
        ("Arabic", "قال المحافظ يوم الاثنين إن اللواء غادر المدينة."),
        ("Persian", "استاندار روز دوشنبه گفت که تیپ شهر را ترک کرده است."),
        ("Russian", "Губернатор сообщил в понедельник, что бригада покинула город."),
        ("Ukrainian", "Губернатор повідомив у понеділок, що бригада залишила місто."),
        ("Hebrew", "המושל אמר ביום שני כי החטיבה עזבה את העיר."),
        ("Swahili", "Gavana alisema Jumatatu kwamba kikosi kimeondoka mjini humo."),
        ("Chinese", "省长星期一表示，该旅已经离开了这座城市。"),
    ],
)
def test_another_language_is_refused_by_its_name(language: str, text: str) -> None:
    with pytest.raises(DocumentError, match=f"seems to be in {language}; Dateline reads English"):
        require_english(text)


def test_a_foreign_text_with_an_english_quote_is_still_foreign() -> None:
    text = (
        "Le porte-parole a répété lundi devant la presse la formule du général, « the end of the "
        "beginning », sans dire quand ses troupes quitteraient la vallée ni qui les remplacerait."
    )
    with pytest.raises(DocumentError, match="French"):
        require_english(text)


def test_an_english_text_with_foreign_names_and_quotes_is_still_english() -> None:
    text = (
        "The spokesman of the Armée de libération du Karvel repeated on Monday that “nous ne "
        "partirons jamais” and said that talks with the Parti pour la paix had ended."
    )
    assert require_english(text) == "en"


def test_a_script_that_no_language_model_knows_is_refused() -> None:
    with pytest.raises(DocumentError, match="Dateline reads English"):
        require_english("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᏂᏴᏫᏯ ᎤᎾᏓᏤᎵᎦ ᎠᏰᎵ")


def test_ordinary_english_is_settled_without_loading_the_model() -> None:
    loaded = "py3langid" in sys.modules
    require_english("The governor said on Monday that the brigade had left the town for the hills.")
    assert ("py3langid" in sys.modules) == loaded


@pytest.mark.shared
def test_no_passage_of_the_corpora_is_refused() -> None:
    files = [*SHARED.glob("gold/*.jsonl"), *SHARED.glob("bench/data/*.jsonl*")]
    if not files:
        pytest.skip(f"no corpora in {SHARED}")
    for path in sorted(files):
        with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
            for record in map(json.loads, lines):
                text = record.get("text") or " ".join(record.get("tokens", ()))
                assert require_english(text) == "en", (path.name, record["id"])
