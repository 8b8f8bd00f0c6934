"""Ways over referrals: what a step costs (`steps`), which bodies are the goal (`goals`), the best ways (`search`)."""
