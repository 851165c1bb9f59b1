"""Pictures as numbers: geometry worked out here, drawn by a template as SVG."""
