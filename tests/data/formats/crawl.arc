filedesc://crawl.arc 0.0.0.0 20240306010000 text/plain 65
1 0 Test
URL IP-address Archive-date Content-type Archive-length

https://harbourwire.example/2024/03/04/lenmar-strike 192.0.2.1 20240306010000 text/html 779
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Dockers in Lenmar end strike after eleven days | Harbour Wire</title><meta property="og:site_name" content="Harbour Wire"><meta property="article:published_time" content="2024-03-04T09:30:00Z"></head><body><nav><a href="/">Home</a></nav><article><h1>Dockers in Lenmar end strike after eleven days</h1><p class="byline">By Mira Teska</p><p>Dockers in the port of Lenmar went back to work on Monday after a strike of eleven days, their union said.</p><p>The agreement gives the crews of the night shift a higher wage and two more days of rest. Talport, the other port on the coast, had taken in 40 ships that could not unload.</p></article></body></html>

