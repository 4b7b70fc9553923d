"""Scripts put in order by a language model that speaks OpenAI's protocol (``/chat/completions``); off unless named."""
