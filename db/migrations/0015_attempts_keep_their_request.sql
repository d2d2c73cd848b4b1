-- The hash is of the body as the database writes it, so that a query can tell whether it is still the same.
UPDATE "attempts" SET "request_hash" = encode(sha256(convert_to("request"::text, 'UTF8')), 'hex');
--> statement-breakpoint
create or replace function refuse_another_request() returns trigger language plpgsql as $$
begin
  if (new.order_id, new.n, new.offer_id, new.provider, new.reference, new.request, new.request_hash)
    is distinct from (old.order_id, old.n, old.offer_id, old.provider, old.reference, old.request, old.request_hash) then
    raise exception 'an attempt keeps its reference and its body' using errcode = 'HL002';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger attempts_keep_their_request
  before update of order_id, n, offer_id, provider, reference, request, request_hash on attempts
  for each row execute function refuse_another_request();
