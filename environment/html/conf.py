"""How Sphinx turns the stored notebooks into a site that needs no server and no other host."""
from pathlib import Path
from site import getsitepackages

from myst_nb.core.render import NbElementRenderer

project = "Text to video, from scratch, in Java"
author = "the contributors"
html_title = project
language = "en"
extensions = ["myst_nb", "sphinx_copybutton"]
include_patterns = ["*.md", "notebooks/**.md", "notebooks/*.ipynb"]  # other files are there to be linked to

nb_execution_mode = "off"  # pages show the stored runs
nb_merge_streams = True
myst_enable_extensions = ["amsmath", "colon_fence", "dollarmath"]
myst_heading_anchors = 3

html_theme = "sphinx_book_theme"
html_theme_options = {
    "show_toc_level": 2,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "extra_footer": "Code: Apache License 2.0. Text and pictures: CC BY 4.0.",
}
html_context = {"default_mode": "auto"}
html_copy_source = False
copybutton_selector = "div.cell_input pre"

# One file without fonts or parts that are loaded later: formulas show from the file system, offline.
MATHJAX = Path("sphinx-mathjax-offline", "static", "mathjax", "tex-svg.js")
html_static_path = ["static", str(next(Path(folder, MATHJAX) for folder in getsitepackages() if Path(folder, MATHJAX).is_file()))]
mathjax_path = MATHJAX.name
html_css_files = ["course.css"]
html_js_files = ["clips.js", "scrolling.js"]


def with_alt_text(render_image):
    """Takes an output image's alt text from the output's own metadata too; MyST-NB reads the cell's, or writes a path."""
    def render(self, data):
        images = render_image(self, data)
        for image in images:
            image["alt"] = data.output_metadata.get(data.mime_type, {}).get("alt") or image.get("alt", "")
        return images
    return render


NbElementRenderer.render_image = with_alt_text(NbElementRenderer.render_image)
