"""The pages of the demo, for `streamlit run app/main.py`; `moyang app` does the same with more to choose."""

from moyang_score.app.main import show

show()
