"""One Hypothesis profile for the room that uses it."""

import hypothesis

# A busy machine is no fault of the code: no example has a time limit.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")
