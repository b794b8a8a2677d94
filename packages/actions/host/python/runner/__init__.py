"""The program inside of a Python child. Its door is `../main.py`."""
