# Runs the Autobahn|Testsuite's wstest from an unpacked folder: pypy -S -u wstest.py FOLDER OPTIONS…
import sys

sys.path.insert(0, sys.argv.pop(1))
from autobahntestsuite import wstest
from autobahntestsuite.fuzzing import FuzzingServerFactory

construct = FuzzingServerFactory.__init__


def construct_behind_tunnel(self, spec, debug=False):
    # It checks the port in the Host header, which is the tunnel's where TLS ends there.
    construct(self, spec, debug)
    self.externalPort = spec["externalPort"]


FuzzingServerFactory.__init__ = construct_behind_tunnel

wstest.run()
