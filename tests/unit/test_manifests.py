"""What is handed out for serving fits together: manifests by their schemas, commands by the command line, names and ports."""

import re
import shlex

import kubernetes_validate
import pytest
import typer
import yaml

from dashboard.__main__ import serve
from etl.locations import PROJECT

SERVING = PROJECT / "dashboard" / "serving"
MANIFESTS = list(yaml.safe_load_all((SERVING / "kubernetes.yaml").read_text("utf-8")))
KINDS = {manifest["kind"]: manifest for manifest in MANIFESTS}
CONTAINER = KINDS["Deployment"]["spec"]["template"]["spec"]["containers"][0]


def text(name: str) -> str:
    return (SERVING / name).read_text("utf-8")


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda manifest: manifest["kind"])
def test_a_manifest_is_valid(manifest):
    kubernetes_validate.validate(manifest, "1.37", strict=True)


def test_the_manifests_speak_of_the_same_pods():
    labels = KINDS["Deployment"]["spec"]["template"]["metadata"]["labels"]
    for kind in ("Deployment", "PodDisruptionBudget"):
        assert KINDS[kind]["spec"]["selector"]["matchLabels"] == labels
    assert KINDS["Service"]["spec"]["selector"] == labels
    assert KINDS["HorizontalPodAutoscaler"]["spec"]["minReplicas"] > KINDS["PodDisruptionBudget"]["spec"]["minAvailable"]  # fmt: skip
    assert CONTAINER["livenessProbe"]["httpGet"]["path"] == "/healthz"
    assert CONTAINER["readinessProbe"]["httpGet"]["path"] == "/readyz"


@pytest.mark.parametrize(
    "command",
    [
        CONTAINER["args"],
        yaml.safe_load(re.findall(r"^CMD (.*)$", text("Containerfile"), re.M)[0]),
        shlex.split(re.findall(r"ExecStart=\S+ (.*)", text("tip-ledger@.service"))[0]),
    ],
    ids=["kubernetes", "container", "systemd"],
)
def test_a_replica_is_started_as_the_command_line_has_it(command):
    assert command.pop(0) == "serve"
    house = typer.Typer()
    house.command()(serve)
    with typer.main.get_command(house).make_context("serve", [p.replace("%i", "8501") for p in command]) as context:  # fmt: skip
        asked = context.params
    assert (asked["port"], asked["no_browser"], asked["own_cases"]) == (8501, True, False)


def test_nginx_passes_on_to_the_replicas_of_compose():
    compose = yaml.safe_load(text("compose.yaml"))
    replicas = re.findall(r"server (\S+):8501", text("nginx.conf"))
    assert sorted(replicas) == sorted(set(compose["services"]) - {"nginx"})
    assert all((SERVING / s["build"]["context"] / s["build"]["dockerfile"]).is_file() for s in compose["services"].values() if "build" in s)  # fmt: skip
