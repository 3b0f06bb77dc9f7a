"""What libraries say in English to who runs a command, told again in another language."""

import re

from etl.words import message, told

SENTENCES = (
    # Typer, of how a command was called and of its help.
    message("Try '{command}' for help."),
    message("Error: {said}"),
    message("No such command {name}. Did you mean {meant}?"),
    message("No such command {name}."),
    message("Missing command."),
    message("No such option: {option} (Possible options: {options})"),
    message("No such option: {option}"),
    message("Missing option {option}."),
    message("Missing argument {argument}."),
    message("Option {option} requires an argument."),
    message("Option {option} does not take a value."),
    message("Got unexpected extra argument(s) ({arguments})"),
    message("Invalid value for {place}: {said}"),
    message("Invalid value: {said}"),
    message("env var: {variable}"),
    message("default: ({said})"),
    message("default: {value}"),
    message("required"),
    message("Arguments:"),
    message("Options:"),
    message("Commands:"),
    message("Show this message and exit."),
    # Pydantic, of an option's value or of a description.
    message("Value error, {said}"),
    message("{value} is not one of {values}."),
    message("Input should be a valid integer, unable to parse string as an integer"),
    message("Input should be less than or equal to {most}"),
    message("Input should be greater than or equal to {least}"),
    message("Input should be a valid {type}"),
    message("Input should be an object"),
    message("Input should be {values}"),
    message("Field required"),
    message("List should have at least 1 item after validation, not 0"),
    message("List should have at most 1 item after validation, not {items}"),
    message("String should match pattern {pattern}"),
)


def told_again(text: str) -> str:
    """The text, and what stands in it, in the language that is told; as it is where it is no message."""
    for sentence in SENTENCES:
        shape = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(sentence))
        if found := re.fullmatch(shape, text, re.DOTALL):
            parts = {name: told_again(part) for name, part in found.groupdict().items()}
            return told(sentence, **parts)
    return told(text)
