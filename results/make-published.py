#!/usr/bin/env python3
"""Turns the table of published measurements into results/published/*.json.

Usage: make-published.py TABLE.csv [FOLDER]

One file per campaign, rows in the order of the table. The same table always gives the same bytes.
The standard library is enough. See README.md for what the fields mean.
"""
import csv
import json
import pathlib
import re
import sys

FORMAT = "gpu-shopper-published-1"
WHOLE = {"row", "vram_gb", "gpu_count", "concurrency", "max_tokens"}
REAL = {
    "tps_avg", "tps_min", "tps_max", "price_per_hour", "usd_per_mtok_published", "usd_per_mtok_computed",
    "tokens_per_usd_published", "reported_ttft_ms", "match_rate",
}
RENAMED = {"source_doc": "source"}

# What the notes of single rows say in prose, as figures.
DETAILS = {
    1: {"requests": 20},
    54: {
        "requests": 67, "errors": 0, "tokens": 17000, "duration_seconds": 420, "max_utilization_pct": 97,
        "max_temperature_c": 64, "avg_power_draw_w": 371, "max_power_draw_w": 377, "max_memory_used_mib": 20368,
    },
}


def converted(key, text):
    if text == "":
        return None
    if key in WHOLE:
        return int(text)
    if key in REAL:
        number = float(text)
        return int(number) if number.is_integer() else number
    return text


def details(row):
    found = dict(DETAILS.get(row["row"], {}))
    driver = re.search(r"driver ([0-9.]+) CUDA ([0-9.]+)", row.get("notes", ""))
    if driver:
        found["driver_version"], found["cuda_version"] = driver.groups()
    return found


def campaigns(table):
    files = {}
    with open(table, newline="", encoding="utf-8") as file:
        for line in csv.DictReader(file):
            campaign = line.pop("campaign")
            row = {}
            for key, text in line.items():
                value = converted(key, text)
                if value is not None:
                    row[RENAMED.get(key, key)] = value
            if details(row):
                row["details"] = details(row)
            files.setdefault(campaign, []).append(row)
    return files


def slug(campaign):
    return re.sub(r"[^a-z0-9]+", "-", campaign.lower()).strip("-")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) == 3 else pathlib.Path(__file__).parent / "published")
    folder.mkdir(parents=True, exist_ok=True)
    rows = 0
    for campaign, entries in campaigns(sys.argv[1]).items():
        lines = ",\n".join("    " + json.dumps(entry, ensure_ascii=False) for entry in entries)
        text = (
            "{\n"
            f'  "format": {json.dumps(FORMAT)},\n'
            f'  "campaign": {json.dumps(campaign, ensure_ascii=False)},\n'
            f'  "rows": [\n{lines}\n  ]\n'
            "}\n"
        )
        (folder / f"{slug(campaign)}.json").write_text(text, encoding="utf-8")
        rows += len(entries)
    print(f"{rows} rows")


if __name__ == "__main__":
    main()
