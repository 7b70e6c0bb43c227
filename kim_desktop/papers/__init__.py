"""Printed papers: data classes in, an element tree between, a PDF out.

Only :mod:`kim_desktop.papers.satz` loads ReportLab; everything else here is plain data and text.
"""
