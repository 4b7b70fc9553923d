"""好差评: what people think of a service, once per service; bad ones are looked into, stuffed ones left out."""
