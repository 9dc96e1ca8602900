# docker build -t kapsite . && docker run -p 127.0.0.1:8000:8000 -v kapsite:/var/lib/kapsite kapsite
FROM python:3.13-slim AS builder
WORKDIR /app
RUN python -m venv .venv
# The packages change seldom: their layer stays while the code changes.
COPY requirements.txt .
RUN .venv/bin/python -m pip install --no-cache-dir --require-hashes --requirement requirements.txt
COPY . .
# Here, since the finished container may not write beside its code.
RUN KAP_VAR_DIR=/tmp/build KAP_STATIC_DIR=/app/collected .venv/bin/python manage.py prepare --static-only \
    && .venv/bin/python -m compileall -q kapsite articles faq

FROM python:3.13-slim
# A fixed number, so that a volume or a mounted secret can be given to it.
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin kapsite \
    && install -d -o kapsite -g kapsite -m 700 /var/lib/kapsite
COPY --from=builder /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    KAP_VAR_DIR=/var/lib/kapsite \
    KAP_STATIC_DIR=/app/collected
USER kapsite
VOLUME /var/lib/kapsite
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "tools/healthy.py"]
# The whole site in one container; compose.yaml runs its parts apart.
CMD ["python", "manage.py", "serve", "--host", "0.0.0.0"]
