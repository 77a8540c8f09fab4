"""The documents as a site: pages of docs/, one of each command, search, what comes out as pictures.

Written here, with libraries that the program needs anyway. docs/development.md says why.
"""
