# Builds one static binary and puts it alone into an image. A test runs the
# commands of the first stage from a clean checkout.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -tags goolm -trimpath -ldflags "-s -w" -o bin/entente .
RUN mkdir -p bin/data

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /src/bin/entente /entente
# The database, config.yaml and the Matrix keys; the only place written to.
COPY --from=build --chown=65532:65532 /src/bin/data /data
VOLUME /data
WORKDIR /data
USER 65532:65532
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["/entente", "health"]
ENTRYPOINT ["/entente"]
CMD ["run"]
