-- What: wishes that people keep with us: to be told once when a need opens that fits.
-- Why:  where nothing fits today, the nearest is offered, and “Nhắn tôi khi có”. The yes is for exactly that one message.
-- Undo: DROP TABLE wish (whoever waits for such a message is told nothing any more; tell them first).

CREATE TABLE wish (
  id UUID PRIMARY KEY,
  contact_id UUID NOT NULL,
  address_id UUID,
  body BYTEA NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('button', 'typed')),
  wording TEXT NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL,
  until TIMESTAMPTZ(3) NOT NULL,
  look_at TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX wish_contact_id_idx ON wish (contact_id);
CREATE INDEX wish_look_at_idx ON wish (look_at);
