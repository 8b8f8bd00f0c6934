"""What an answer costs: reading a question, ranking candidates, and finding ways, with networkx beside."""
