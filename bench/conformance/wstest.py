# Runs the Autobahn|Testsuite's wstest from an unpacked folder: pypy -S -u wstest.py FOLDER OPTIONS…
import sys

sys.path.insert(0, sys.argv.pop(1))
from autobahntestsuite import wstest

wstest.run()
