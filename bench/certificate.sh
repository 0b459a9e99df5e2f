# Sourced with a folder: a key and a self-signed certificate for 127.0.0.1 in it, as $key and $certificate.

need_program openssl openssl
certificate=$1/certificate.pem key=$1/key.pem
mkdir -p "$1"
[ -e "$certificate" ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 \
  -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1,DNS:localhost -keyout "$key" -out "$certificate" 2> /dev/null
