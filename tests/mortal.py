"""A process that dies by SIGKILL at a given step of what it writes."""

# The beginning of its program: a call that is made mortal dies at the step that the second argument counts.
MORTAL = """
import os, signal, sys

left = int(sys.argv[2])

def mortal(call):
    def step(*arguments):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return call(*arguments)
    return step
"""
