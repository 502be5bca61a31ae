# The server. Build: docker build -t claimdesk .   Run: docker compose up (compose.yaml has it with PostgreSQL)
FROM python:3.11-slim

WORKDIR /opt/claimdesk
COPY requirements.txt constraints.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY app.py ./
COPY claims claims
COPY schemas schemas
COPY fixtures/demo fixtures/demo
COPY docs/problems docs/problems

RUN useradd --system --create-home --home-dir /var/lib/claimdesk claimdesk
USER claimdesk
VOLUME /var/lib/claimdesk
ENV CLAIMS_HOST=0.0.0.0 \
    CLAIMS_DATABASE_URL=sqlite:////var/lib/claimdesk/claims.db \
    PYTHONDONTWRITEBYTECODE=1

EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --start-period=30s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["python", "-m", "claims"]
CMD ["serve"]
