-- What: which forms of the desk have been sent, and where their answer led.
-- Why:  a second press of a button made a second need, a second ready answer, a second link.
-- Undo: DROP TABLE desk_form;
CREATE TABLE "desk_form" (
    "id" UUID NOT NULL,
    "officer_id" UUID NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "answer" TEXT,

    CONSTRAINT "desk_form_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "desk_form_sent_at_idx" ON "desk_form"("sent_at");
