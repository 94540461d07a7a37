"""What is asked of whole judgments. Nothing here renders."""
